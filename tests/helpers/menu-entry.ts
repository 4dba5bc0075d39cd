import type { Person } from './person.ts'

/** Chooses the entry of the application's menu whose words begin with `wanted`, or whose keys those are, as the operating system does. */
export async function chooseMenuEntry(person: Person, wanted: string): Promise<void> {
  await person.running.app.evaluate(({ Menu, BrowserWindow }, words) => {
    const entries = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []) ?? []
    const [window] = BrowserWindow.getAllWindows()
    entries.find(({ label, accelerator }) => label.startsWith(words) || accelerator === words)?.click({}, window, window?.webContents)
  }, wanted)
}
