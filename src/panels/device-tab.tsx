import { KeptModels } from './device-kept';
import { OtherModels } from './device-others';

/** Where the models run and what is kept of them. */
export function DeviceTab() {
  return (
    <div className="device">
      <KeptModels />
      <OtherModels />
    </div>
  );
}
