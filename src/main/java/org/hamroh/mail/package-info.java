/// Letters to staff, over the site's own mail server. Never to callers, and never about one.
package org.hamroh.mail;
