/// Hard calls and those who take them: a pause is offered, the next hard call goes to somebody
/// else, and a supervisor sees how much each one carries.
package org.hamroh.wellbeing;
