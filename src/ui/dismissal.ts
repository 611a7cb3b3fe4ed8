/** The word on the button that leaves everything as it is: where the deed itself is to cancel something, “cancel” would say both. */
export function dismissalOf(deed: string): 'cancel' | 'keep' {
  return /取消|cancel/i.test(deed) ? 'keep' : 'cancel'
}
