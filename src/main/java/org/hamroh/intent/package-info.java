/// What people mean by the texts that they write to us: silence, a subscription, a keyword, help.

package org.hamroh.intent;
