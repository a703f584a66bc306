/** The React binding of what the command boxes keep. */
import { createContext, type ReactNode, useContext, useState } from 'react';
import { type CommandBoxes, createCommandBoxes } from './command-boxes';

const CommandBoxesContext = createContext<CommandBoxes | null>(null);

export function CommandBoxesProvider({ children }: { children: ReactNode }) {
  const [boxes] = useState(createCommandBoxes);
  return <CommandBoxesContext value={boxes}>{children}</CommandBoxesContext>;
}

export function useCommandBoxes(): CommandBoxes {
  const boxes = useContext(CommandBoxesContext);
  if (boxes === null) throw new Error('CommandBoxesProvider is missing.');
  return boxes;
}
