export { citePopulation, endUses, type Use } from './commands.ts'
export { findUse, findVersion, listPopulations, populationScope, showPopulation } from './store.ts'
