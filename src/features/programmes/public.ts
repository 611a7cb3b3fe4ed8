export { mayApproveProgramme, mayListProgrammes } from './access.ts'
export { closeProgramme, createProgrammes, startProgramme } from './commands.ts'
export { tellOfCancellation } from './jobs.ts'
export { removeDrafts } from './commands/removing.ts'
export { joinRefusalOf } from './commands/joining.ts'
export { enrolmentWindowRefusal, joinRefusal, type JoinRefusal, type WindowRefusal } from './core.ts'
export {
  countByPlan,
  findProgramme,
  holdProgramme,
  listProgrammes,
  listProgrammesForReport,
  listProgrammesOfPlan,
  programmeScope,
  type NamedProgramme,
  type ProgrammeRow,
} from './store.ts'
export { Audience, AudienceInput, type NewProgramme } from './contract.ts'
