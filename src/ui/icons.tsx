/** Line drawings on a grid of 24: one stroke, no fill. */
const paths = {
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  search: 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM20 20l-4-4',
  close: 'M6 6l12 12M18 6L6 18',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  'chevron-down': 'M6 9l6 6 6-6',
  'chevron-right': 'M9 6l6 6-6 6',
  'chevron-left': 'M15 6l-6 6 6 6',
  'arrow-right': 'M5 12h14M13 6l6 6-6 6',
  download: 'M12 4v11M7 10.5l5 5 5-5M5 20h14',
  upload: 'M12 16V5M7 9.5l5-5 5 5M5 20h14',
  file: 'M6 3h8l4 4v14H6zM14 3v4h4',
  calendar: 'M4 6h16v14H4zM4 10h16M8 3v4M16 3v4',
  clock: 'M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16zM12 8v4l3 2',
  user: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM5 20a7 7 0 0 1 14 0',
  users:
    'M9 12a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM3 19a6 6 0 0 1 12 0M15.5 5.3a3.5 3.5 0 0 1 0 6.4M17 13.6a6 6 0 0 1 4 5.4',
  building: 'M5 20V8l7-4 7 4v12M3 20h18M10 20v-5h4v5M9 11h.01M15 11h.01',
  book: 'M12 6.5C10 5 7 4.5 4 5v13c3-.5 6 0 8 1.5 2-1.5 5-2 8-1.500V5c-3-.5-6 0-8 1.500zM12 6.500V19.5',
  award: 'M12 14a5 5 0 1 0 0-10 5 5 0 0 0 0 10zM9 13.200L8 21l4-2.500L16 21l-1-7.8',
  chart: 'M4 4v16h16M8 16v-4M12 16V8M16 16v-6',
  settings: 'M5 7h8M17 7h2M15 5v4M5 17h2M11 17h8M9 15v4M5 12h4M13 12h6M11 10v4',
  bell: 'M6 16V11a6 6 0 1 1 12 0v5l1.5 2h-15zM10 20.500h4',
  menu: 'M4 7h16M4 12h16M4 17h16',
  more: 'M6 12h.01M12 12h.01M18 12h.01',
  alert: 'M12 4l9 16H3zM12 10v4M12 17h.01',
  info: 'M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16zM12 11v5M12 8h.01',
  stop: 'M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16zM8.5 8.500l7 7M15.5 8.500l-7 7',
  done: 'M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16zM8.5 12.200l2.5 2.5 4.5-5',
  circle: 'M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16z',
  active: 'M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16zM10 8.500l5 3.5-5 3.500z',
  refresh: 'M19 12a7 7 0 1 1-2-5l2 2M19 4v5h-5',
  columns: 'M4 5h16v14H4zM10 5v14M15 5v14',
  external: 'M14 5h5v5M19 5l-8 8M11 6H5v13h13v-6',
  qr: 'M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2v2h-2zM18 14h2M14 18h2M18 18h2v2h-2z',
  scan: 'M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M4 12h16',
  home: 'M4 11l8-7 8 7v9h-5.500v-5.500h-5V20H4z',
  pen: 'M5 19l1-4L16 5l3 3L9 18zM14 7l3 3',
  trash: 'M5 7h14M9 7V4h6v3M7 7l1 13h8l1-13M10.5 11v5M13.5 11v5',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  globe: 'M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16zM4 12h16M12 4c5 5 5 11 0 16M12 4c-5 5-5 11 0 16',
  'sign-out': 'M14 5H6v14h8M11 12h9M17 9l3 3-3 3',
  list: 'M9 6h11M9 12h11M9 18h11M4.5 6h.01M4.5 12h.01M4.5 18h.01',
  ticket: 'M4 7h16v4a1.5 1.5 0 0 0 0 3v4H4v-4a1.5 1.5 0 0 0 0-3zM14 7v11',
  layers: 'M12 4l8 4.5-8 4.5-8-4.500zM4 13l8 4.5 8-4.5',
  undo: 'M5 9h9a5 5 0 0 1 0 10h-4M5 9l4-4M5 9l4 4',
  filter: 'M4 6h16M7 12h10M10 18h4',
  inbox: 'M4 13l3-8h10l3 8v6H4zM4 13h5l1 2.500h4l1-2.500h5',
  offline: 'M4 4l16 16M8.5 13a6 6 0 0 1 3-1.400M5 9.500a11 11 0 0 1 3.5-2M12 7a11 11 0 0 1 7 2.500M12 17.500h.01',
  phone: 'M8 3h8v18H8zM11 18h2',
} as const

export type IconName = keyof typeof paths

/** A small line drawing beside words; it says nothing by itself, so screen readers pass over it. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg className="icon" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path
        d={paths[name]}
        fill="none"
        stroke="currentColor"
        strokeWidth={name === 'more' ? 2.6 : size > 20 ? 1.6 : 1.8}
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}
