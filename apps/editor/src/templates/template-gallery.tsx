import { FilePlus2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { text } from '../text/text.ts';
import { classNames } from '../ui/class-names.ts';
import { TextInput } from '../ui/text-input.tsx';
import type { FlowTemplate } from './catalogue.ts';
import { findTemplates, flowTemplates } from './catalogue.ts';
import { TemplatePreview } from './template-preview.tsx';
import styles from './templates.module.css';

interface TemplateGalleryProps {
  /** Starts a flow; `null` is the blank one. */
  readonly onChoose: (template: FlowTemplate | null) => void;
  readonly isDisabled: boolean;
}

/** Every way to start a flow, as buttons that say what each does. */
export function TemplateGallery({ onChoose, isDisabled }: TemplateGalleryProps): ReactNode {
  const [words, setWords] = useState('');
  const found = findTemplates(flowTemplates, words);
  return (
    <>
      <div className={styles['search']}>
        <TextInput
          isFirst
          isLabelHidden
          type="search"
          label={text.templates.search}
          placeholder={text.templates.search}
          value={words}
          onChange={setWords}
        />
        <output className={styles['count']}>
          {words.trim() !== '' && text.templates.found(found.length)}
        </output>
      </div>
      <ul className={styles['gallery']} aria-label={text.templates.list}>
        <li>
          <Card
            title={text.templates.blank}
            lead={text.templates.blankLead}
            picture={<FilePlus2 size={28} aria-hidden />}
            isDisabled={isDisabled}
            onPress={() => onChoose(null)}
          />
        </li>
        {found.map((template) => (
          <li key={template.name}>
            <Card
              title={template.flow.title}
              lead={template.flow.description}
              picture={<TemplatePreview flow={template.flow} />}
              isDisabled={isDisabled}
              onPress={() => onChoose(template)}
            />
          </li>
        ))}
      </ul>
    </>
  );
}

interface CardProps {
  readonly title: string;
  readonly lead: string;
  readonly picture: ReactNode;
  readonly isDisabled: boolean;
  readonly onPress: () => void;
}

function Card({ title, lead, picture, isDisabled, onPress }: CardProps): ReactNode {
  return (
    <AriaButton className={classNames(styles['card'])} isDisabled={isDisabled} onPress={onPress}>
      <span className={styles['picture']}>{picture}</span>
      <span className={styles['title']}>{title}</span> <span className={styles['lead']}>{lead}</span>
    </AriaButton>
  );
}
