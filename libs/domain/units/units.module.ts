import { Module } from '@nestjs/common';
import { AppointLeaderHttp } from './appoint-leader/appoint-leader.http.js';
import { AppointmentsHttp } from './appointments/appointments.http.js';
import { ChangeUnitHttp } from './change-unit/change-unit.http.js';
import { PeopleHttp } from './people/people.http.js';
import { RegisterUnitHttp } from './register-unit/register-unit.http.js';
import { UnitRegisterHttp } from './unit-register/unit-register.http.js';

/** Units 责任单位: the register with dated names, leading groups, and the registry of persons. */
@Module({ controllers: [RegisterUnitHttp, ChangeUnitHttp, AppointLeaderHttp, UnitRegisterHttp, AppointmentsHttp, PeopleHttp] })
export class UnitsModule {}
