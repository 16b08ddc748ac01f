/// Sending a person on to an organisation that can help: asked before, followed until it is known
/// how it ended.
package org.hamroh.referral;
