export { addPerson, sealNumbers } from './commands.ts'
export { countPopulation, findPerson, listPopulation, loadFacts, personScope, showPeople, showPerson } from './store.ts'
export { maskPhone, readPhone } from './core.ts'
