/// What is kept how long, and the job that lets go of it in time.
package org.hamroh.retention;
