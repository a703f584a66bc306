import { FilePicker } from './file-picker';

export interface BatchFileInputProps {
  readonly label: string;
  readonly disabled?: boolean;
  readonly onFile: (file: File) => Promise<void>;
}

/** Opens a batch that was saved. */
export function BatchFileInput({ label, disabled = false, onFile }: BatchFileInputProps) {
  return (
    <FilePicker
      label={label}
      disabled={disabled}
      kind={{ accept: '.json,application/json' }}
      onPick={([file]) => {
        if (file !== undefined) void onFile(file);
      }}
    />
  );
}
