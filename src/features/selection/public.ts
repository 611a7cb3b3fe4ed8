export { selectionScope } from './store/selections.ts'
