import { answerParent } from '../child.ts'
import { readWorkbook } from './workbook.ts'

// One workbook is read in this process, which then ends: whatever a hostile one costs, it costs only here.
answerParent(readWorkbook)
