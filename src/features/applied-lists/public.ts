export {
  applyList,
  listBack,
  sayBy,
  sumsOf,
  undoList,
  type Application,
  type ApplyRefusal,
  type ListAbout,
} from './commands.ts'
export {
  appliedAnswers,
  AppliedList,
  applyQuery,
  backAnswers,
  backQuery,
  listBody,
  listedAnswers,
  listedQuery,
  triedAnswers,
  triedFacts,
  triedSums,
} from './contract.ts'
export { judgedBelow, readLines, type JudgedList, type JudgedRow, type ReadRefusal } from './core.ts'
export type { ListOf, TriedRow } from './kind.ts'
export { listRoutes } from './routes.ts'
export { applyListRefusals, readListRefusals, undoListRefusals } from './refusals.ts'
export { pageOfLists, sentList } from './requests.ts'
export { appliedListScope } from './store.ts'
