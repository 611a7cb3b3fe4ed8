export { offerToReserves } from './commands/reserves.ts'
export { selectionScope } from './store/selections.ts'
