export { recordFile } from './commands.ts'
export { fileScope, findFile } from './store.ts'
