import { ApiError } from '@signalbox/api';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { FormEvent, ReactNode } from 'react';
import { useState } from 'react';
import { api, errorText } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import { useAction } from '../../api/use-action.ts';
import { text } from '../../text/text.ts';
import { Button } from '../../ui/button.tsx';
import { Banner } from '../../ui/notice.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import page from '../page.module.css';
import { isTooShort } from './password-rule.ts';

const words = text.settings.password;

/** One's own password. */
export function PasswordSection(): ReactNode {
  const session = useQuery(queries.session).data;
  return (
    <section className={page['section']} aria-labelledby="password">
      <div className={page['section-head']}>
        <h2 id="password" className={page['section-title']}>
          {words.title}
        </h2>
      </div>
      {session?.kind === 'key' ? (
        <p className={page['section-lead']}>{words.byKey}</p>
      ) : (
        <>
          <p className={page['section-lead']}>{words.lead(session?.label ?? '')}</p>
          <PasswordForm isOwner={session?.owner ?? false} />
        </>
      )}
    </section>
  );
}

function PasswordForm({ isOwner }: { readonly isOwner: boolean }): ReactNode {
  const client = useQueryClient();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [isTried, setIsTried] = useState(false);
  const change = useAction({
    mutationFn: () =>
      api.setPassword({ body: { password: next, ...(current === '' ? {} : { current_password: current }) } }),
    onSuccess: async () => {
      setCurrent('');
      setNext('');
      setIsTried(false);
      await client.invalidateQueries({ queryKey: queries.users.queryKey });
    },
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    setIsTried(true);
    if (!isTooShort(next)) change.mutate();
  }
  return (
    <form className={page['narrow-form']} noValidate onSubmit={submit}>
      {change.isError && <Banner tone="danger">{refusal(change.error)}</Banner>}
      {change.isSuccess && <Banner tone="success">{words.done}</Banner>}
      {!isOwner && (
        <TextInput
          type="password"
          autoComplete="current-password"
          label={words.current}
          value={current}
          onChange={setCurrent}
        />
      )}
      <TextInput
        type="password"
        autoComplete="new-password"
        label={words.next}
        hint={words.nextHint}
        value={next}
        onChange={setNext}
        fault={isTried && isTooShort(next) ? words.tooShort : null}
      />
      <div>
        <Button type="submit" variant="primary" isPending={change.isPending}>
          {words.submit}
        </Button>
      </div>
    </form>
  );
}

function refusal(error: unknown): string {
  const isWrong = error instanceof ApiError && error.problem.code === 'wrong_password';
  return isWrong ? words.wrong : errorText(error);
}
