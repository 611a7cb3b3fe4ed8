export {
  levelRecord,
  lowerRecord,
  reopenRecord,
  type LevelRecordRefusal,
  type LowerRecordRefusal,
  type ReopenRefusal,
} from './commands/amend.ts'
export { approveRecords, returnRecords, verifyRecords } from './commands/decide.ts'
export { headOf, reverseEntry, verifyChain, type Posted, type ReverseRefusal } from './commands/post.ts'
export { handIn, type HandInRefusal } from './commands/hand-in.ts'
export { listTakeable, type Takeable } from './store/takeable.ts'
export { carryBack, carryLedger, type Carried } from './commands/carry.ts'
export {
  examineLedger,
  examineSums,
  isUnaltered,
  type EntryFault,
  type Examination,
  type FaultyRoot,
  type SumsExamination,
} from './commands/examine.ts'
export { rootKeyOf, sealLedger, sealLedgerToday } from './commands/roots.ts'
export { recordByHand, recordHours, type RecordRefusal } from './commands/record.ts'
export { isFrozen, listFrozenYears, markFrozen } from './store/frozen.ts'
export { withdrawRecords } from './commands/withdraw.ts'
export { reckon, type Again } from './commands/reckon.ts'
export { connectRisks } from './commands/risk.ts'
export { readShortfalls } from './commands/shortfalls.ts'
export { creditsForReport, standingBySchool, standingOf } from './commands/standing.ts'
export { isAimed, ready, type Told } from './core/standing.ts'
export { idsOf, listOrganisations, loadAbove, showMembers, type Crowd, type Member } from './store/crowd.ts'
export {
  Batch,
  Evidence,
  HourDemand,
  Outcome,
  Outcomes,
  type HoursDraft,
  type HourStanding,
  type NewRecord,
} from './contract.ts'
export { mayApprove, mayApproveOpening, mayReverse, mayVerify, mayVerifyOpening } from './access.ts'
export { entryScope, listEntries } from './store/ledger.ts'
export { recordBehind } from './store/behind.ts'
export { openingScope } from './store/opening.ts'
export { spendScope } from './store/spending.ts'
export { countBySource, countWaiting, recordScope } from './store/records.ts'
export { bucketsAt, bucketsOf, loadClasses, totalsOf, type Bucket } from './store/sums.ts'
