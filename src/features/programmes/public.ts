export { mayApproveProgramme, mayListProgrammes } from './access.ts'
export { closeProgramme, createProgrammes, startProgramme } from './commands.ts'
export { passOnPlaces, tellOfCancellation } from './jobs.ts'
export { removeDrafts } from './commands/removing.ts'
export { joinRefusalOf, listJoinable, loadJoiner, readOwnProgramme } from './commands/joining.ts'
export {
  changeRefusal,
  enrolmentWindowRefusal,
  joinRefusal,
  joinRefusals,
  type Joiner,
  type JoinRefusal,
  type WindowRefusal,
} from './core.ts'
export {
  countByPlan,
  findProgramme,
  holdProgramme,
  limitPlaces,
  listProgrammes,
  listProgrammesForReport,
  listProgrammesOfPlan,
  programmeScope,
  publicStates,
  type NamedProgramme,
  type ProgrammeRow,
} from './store.ts'
export { Audience, AudienceInput, type NewProgramme } from './contract.ts'
export { programmePages } from './open-page.ts'
