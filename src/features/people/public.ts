export { changeState, movePeople, type Moving } from './life.ts'
export { insertLife, listRosterIds } from './store/lives.ts'
export { bearerOf, isTheirs, listBearers, listMerged } from './store/numbers.ts'
export { addPerson, maskedIdNumber, sealNumbers } from './commands.ts'
export { correctPerson, rosterValue, type CorrectPersonRefusal } from './correcting.ts'
export { sealedNumbers } from './sealed.ts'
export {
  countPopulation,
  findPerson,
  listByStaffNo,
  mapNumbered,
  listPopulation,
  loadFacts,
  personScope,
  queryPopulation,
  showPeople,
  showPerson,
} from './store.ts'
export { spellMost, spellWaiting } from './spelling.ts'
export { takeBackKept } from './kept.ts'
export { mayListPeople } from './access.ts'
export { isMeantBy, searchPeople } from './store/search.ts'
export { maskPhone, readPhone } from './core.ts'
export { codeWords } from './code-words.ts'
export type { PeopleReach } from './store/pasting.ts'
