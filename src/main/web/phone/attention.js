// Tells a person who looks elsewhere that the telephone rings: the tab's title flashes, and the system
// shows a notification when it may. No number and no word of a caller is in either.
const FLASH_MS = 1000;

export class Attention {
  call(sentence) {
    this.rest();
    const title = document.title;
    this.title = title;
    document.title = sentence;
    this.flash = setInterval(() => (document.title = document.title === title ? sentence : title), FLASH_MS);
    if ("Notification" in window && Notification.permission === "granted" && !document.hasFocus()) {
      this.notice = new Notification(sentence, { tag: "hamroh-call", requireInteraction: true });
      this.notice.onclick = () => {
        window.focus();
        this.notice?.close();
      };
    }
  }

  rest() {
    clearInterval(this.flash);
    if (this.title) document.title = this.title;
    this.title = null;
    this.notice?.close();
    this.notice = null;
  }

  // Must come from a click.
  ask() {
    if ("Notification" in window && Notification.permission === "default") Notification.requestPermission();
  }
}
