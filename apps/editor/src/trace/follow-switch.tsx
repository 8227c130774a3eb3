import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { useSession } from '../canvas/session-context.tsx';
import { text } from '../text/text.ts';
import { Switch } from '../ui/switch.tsx';

/** Whether the way of the device's last run is shown on the canvas as it happens. */
export function FollowSwitch(): ReactNode {
  const { tracing } = useSession();
  const isFollowing = useStore(tracing, (state) => state.isFollowing);
  return (
    <Switch
      label={text.trace.follow}
      isSelected={isFollowing}
      onChange={(isOn) => tracing.setState({ isFollowing: isOn })}
    />
  );
}
