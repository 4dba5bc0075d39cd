import type { Person } from './person.ts'

/** Chooses the entry of the application's menu whose words begin with `label`, as the operating system does. */
export async function chooseMenuEntry(person: Person, label: string): Promise<void> {
  await person.running.app.evaluate(({ Menu, BrowserWindow }, words) => {
    const entries = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []) ?? []
    const [window] = BrowserWindow.getAllWindows()
    entries.find((entry) => entry.label.startsWith(words))?.click({}, window, window?.webContents)
  }, label)
}
