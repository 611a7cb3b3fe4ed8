export { mayRunRound } from './access.ts'
export { sealedSeeds } from './sealed.ts'
export { roundScope } from './store/rounds.ts'
export { SelectionFile } from './contract/selection.ts'
