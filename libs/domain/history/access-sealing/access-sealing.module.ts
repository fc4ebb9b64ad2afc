import { Module, type DynamicModule } from '@nestjs/common';
import { AccessSealing } from './access-sealing.js';
import { AccessSealingHttp } from './access-sealing.http.js';

/** Seals of the access log and their routes. */
@Module({})
export class AccessSealingModule {
  static of(sealing: AccessSealing): DynamicModule {
    return { module: AccessSealingModule, controllers: [AccessSealingHttp], providers: [{ provide: AccessSealing, useValue: sealing }] };
  }
}
