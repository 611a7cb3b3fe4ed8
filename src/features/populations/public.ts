export { citePopulation, type Use } from './commands.ts'
export { findUse, populationScope } from './store.ts'
