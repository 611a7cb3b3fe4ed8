import type { ThemeConfig } from 'antd'

/** The palette of tokens.css, for the component kit, which computes shades and cannot read CSS variables. */
export const palette = {
  indigo: '#1b5e7b',
  bamboo: '#3e8e7e',
  apricot: '#d08a1e',
  rouge: '#b4394a',
  ink: '#1f2933',
  'ink-2': '#52606d',
  'ink-3': '#616e7c',
  surface: '#ffffff',
  hairline: '#e4e7eb',
  control: '#b6bfc9',
} as const

/** The component kit in our colours, sizes and quiet. */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: palette.indigo,
    colorSuccess: palette.bamboo,
    colorWarning: palette.apricot,
    colorError: palette.rouge,
    colorInfo: palette.indigo,
    colorLink: palette.indigo,
    colorText: palette.ink,
    colorTextSecondary: palette['ink-2'],
    colorTextTertiary: palette['ink-3'],
    colorTextDisabled: palette['ink-3'],
    colorTextPlaceholder: palette['ink-3'],
    colorBgContainer: palette.surface,
    colorBorder: palette.control,
    colorBorderSecondary: palette.hairline,
    colorSplit: palette.hairline,
    borderRadius: 6,
    fontSize: 14,
    fontFamily: 'inherit',
    controlHeight: 32,
    motionDurationMid: '0.12s',
    motionDurationSlow: '0.16s',
    wireframe: false,
  },
  components: {
    Select: { optionSelectedBg: '#e9f1f4', optionSelectedFontWeight: 500 },
    Tooltip: { fontSize: 12 },
  },
}
