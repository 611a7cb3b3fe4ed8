import type { Selection } from '../../lib/matching/selection.ts'
import { answerParent } from '../child.ts'
import { systemClock } from '../clock.ts'
import { decideHere } from './decide.ts'

// One selection is decided in this process, which then ends.
answerParent((bytes) => decideHere(JSON.parse(bytes.toString()) as Selection, systemClock.ticks))
