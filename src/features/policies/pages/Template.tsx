import { Fragment, type ReactNode } from 'react'

/** A sentence with controls in it: each «name» of the text is where its part stands, in the order of the language. */
export function Template({ text, parts }: { text: string; parts: Readonly<Record<string, ReactNode>> }) {
  return text
    .split(/«(\w+)»/)
    .map((piece, index) =>
      index % 2 === 0 ? (
        piece === '' ? null : (
          <span key={index}>{piece}</span>
        )
      ) : (
        <Fragment key={index}>{parts[piece]}</Fragment>
      ),
    )
}
