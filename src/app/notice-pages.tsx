import { NoticesPage as Notices } from '../features/notices/pages/NoticesPage.tsx'
import { senders } from './notice-senders.ts'

/** The notices page, with the words of everyone who sends them. */
export function NoticesPage() {
  return <Notices senders={senders} />
}
