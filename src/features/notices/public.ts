export { connectNotices } from './catalogue.ts'
export { originalsIn } from './core/texts.ts'
export { countUnread, notify } from './store.ts'
