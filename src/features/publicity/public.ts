export {
  noticeOf,
  openNotice,
  relyOnNotice,
  strikeNames,
  withdrawNotice,
  type NewNotice,
  type NoticeRow,
  type NoticeTold,
  type Subject,
} from './commands/opening.ts'
export { noticeDeciders } from './access.ts'
export { publicNoticeScope, publicObjectionScope } from './store.ts'
export { publicityPages } from './public-page.ts'
export { sealedObjectors } from './sealed.ts'
