export { pastedFilter } from './contract.ts'
export { plain, type Candidate } from './core.ts'
export { connectMatchers, type PasteMatcher, type Wanted } from './matching.ts'
export { amongPasted, removeExpired, textsOf } from './store.ts'
