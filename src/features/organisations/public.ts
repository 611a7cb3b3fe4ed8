export { addOrganisation, foundRegion } from './commands.ts'
export { covers, findBureau, findOrganisation, listAbove, loadTenant, organisationScope, within } from './store.ts'
