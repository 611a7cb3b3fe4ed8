export {
  closeOrganisation,
  mergeOrganisation,
  moveOrganisation,
  renameOrganisation,
  splitOrganisation,
} from './changes.ts'
export { addOrganisation, foundRegion } from './commands.ts'
export { nameOn } from './core.ts'
export { listChanges, listOldNames } from './store/changes.ts'
export { covers, findBureau, findOrganisation, listAbove, loadTenant, organisationScope, within } from './store.ts'
