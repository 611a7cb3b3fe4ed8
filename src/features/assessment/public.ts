export { mayDecideAssessment } from './access.ts'
export { closeAssessedClass, decideScheme, readAssessment, recordResults } from './commands.ts'
export { countCompletions } from './store.ts'
