import { NoticesScreen as Notices } from '../features/notices/pages/mobile/NoticesScreen.tsx'
import { senders } from './notice-senders.ts'

/** The notices screen of the phone, with the words of everyone who sends them. */
export function NoticesScreen() {
  return <Notices senders={senders} />
}
