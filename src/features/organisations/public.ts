export {
  closeOrganisation,
  mergeOrganisation,
  moveOrganisation,
  renameOrganisation,
  reopenOrganisation,
  splitOrganisation,
} from './changes.ts'
export { addOrganisation, foundRegion } from './commands.ts'
export { mayStandUnder, nameOn } from './core.ts'
export { addOrganisations, correctOrganisations, removeOrganisations, type Listed } from './many.ts'
export { exportMark } from './mark.ts'
export { listChanges, listOldNames, lockTree, topmost } from './store/changes.ts'
export type { OrganisationFactsRow } from './store/many.ts'
export { mayListOrganisations } from './access.ts'
export { searchOrganisations } from './store/search.ts'
export {
  covers,
  findBureau,
  findOrganisation,
  listAbove,
  loadTenant,
  organisationScope,
  setCycle,
  within,
} from './store.ts'
