let isOn = false

/** Says whether letters go out from here at all; done once, where the application is put together. */
export function connectMail(on: boolean): void {
  isOn = on
}

/** Whether letters go out from here. Where they do not, none are written. */
export function sendsMail(): boolean {
  return isOn
}
