import { XMLParser } from 'fast-xml-parser'

/** An element of an XML document with its attributes, children and own text. */
export type Element = {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly Element[]
  readonly text: string
}

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  trimValues: false,
  parseTagValue: false,
  parseAttributeValue: false,
})

/** The root of an XML text; undefined when it is no XML, or declares a document type (entities could be a bomb). */
export function parseXml(xml: string): Element | undefined {
  if (/<!DOCTYPE/i.test(xml)) return undefined
  try {
    const parsed: unknown = parser.parse(xml)
    return elementsOf(parsed).find((element) => !element.name.startsWith('?'))
  } catch {
    return undefined
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

function elementsOf(nodes: unknown): readonly Element[] {
  if (!Array.isArray(nodes)) return []
  return nodes.flatMap((node: unknown): readonly Element[] => {
    if (!isRecord(node)) return []
    const name = Object.keys(node).find((key) => key !== ':@') ?? ''
    if (name === '#text') return []
    const content = node[name]
    return [{ name, attributes: attributesOf(node[':@']), children: elementsOf(content), text: ownText(content) }]
  })
}

function attributesOf(value: unknown): Readonly<Record<string, string>> {
  if (!isRecord(value)) return {}
  return Object.fromEntries(Object.entries(value).map(([key, text]) => [key, typeof text === 'string' ? text : '']))
}

function ownText(nodes: unknown): string {
  if (!Array.isArray(nodes)) return ''
  return nodes
    .map((node: unknown) => (isRecord(node) && typeof node['#text'] === 'string' ? node['#text'] : ''))
    .join('')
}

/** The first child of a name. */
export const child = (element: Element | undefined, name: string): Element | undefined =>
  element?.children.find((each) => each.name === name)

/** The `w:val` of a child, as Word writes most settings. */
export const valueOf = (element: Element | undefined, name: string): string | undefined =>
  child(element, name)?.attributes['w:val']
