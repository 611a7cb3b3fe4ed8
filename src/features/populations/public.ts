export { citePopulation, endUses, type Use } from './commands.ts'
export { findUse, findVersion, listRules, populationScope } from './store.ts'
export { PopulationRule } from './contract.ts'
