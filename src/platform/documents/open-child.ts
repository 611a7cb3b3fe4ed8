import { answerParent } from '../child.ts'
import { readBytes } from './open.ts'

// One document is read in this process, which then ends.
answerParent(readBytes)
