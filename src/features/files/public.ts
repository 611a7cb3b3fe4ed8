export { recordFile } from './commands.ts'
export { fileScope, findFile, isNamed } from './store.ts'
