export { countUnread, notify } from './store.ts'
