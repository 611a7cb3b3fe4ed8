import { LineRuleType, type IStylesOptions } from 'docx'
import { faces, lengths, sizes } from './typography.ts'

export const fixedLine = { line: lengths.line, lineRule: LineRuleType.EXACT, before: 0, after: 0 } as const

/** A Chinese face, with the Latin letters and figures beside it in the Latin face. */
export function font(eastAsia: string) {
  return { ascii: faces.latin, hAnsi: faces.latin, cs: faces.latin, eastAsia }
}

const heading = (eastAsia: string, bold: boolean) => ({
  run: { font: font(eastAsia), size: sizes.body, bold, color: '000000' },
  paragraph: { spacing: fixedLine, keepNext: true },
})

/** The styles that clerks see in Word's style list, so that they can go on writing in the same look. */
export const styles: IStylesOptions = {
  default: {
    document: { run: { font: font(faces.body), size: sizes.body, color: '000000' }, paragraph: { spacing: fixedLine } },
    title: {
      run: { font: font(faces.title), size: sizes.title, bold: false, color: '000000' },
      paragraph: { spacing: { ...fixedLine, line: 36 * 20 }, keepNext: true },
    },
    heading1: heading(faces.heading, false),
    heading2: heading(faces.subheading, false),
    heading3: heading(faces.body, true),
  },
}
