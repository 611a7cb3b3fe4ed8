export { needsLack } from './core.ts'
export { isSurveyed, loadSetting as loadSurveySetting, surveyScope } from './store.ts'
export { tellNeeds } from './commands.ts'
