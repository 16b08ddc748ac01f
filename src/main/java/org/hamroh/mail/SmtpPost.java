package org.hamroh.mail;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Date;
import java.util.Properties;

/// Sends letters through the site's mail server, one connection each: there are a few a day.
public final class SmtpPost implements Post {

  /// Each step of a conversation with a mail server; the library waits for ever by itself.
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final MailConfig config;
  private final Session session;

  public SmtpPost(MailConfig config) {
    this.config = config;
    boolean tls = Boolean.TRUE.equals(config.startTls());
    String millis = Long.toString(PATIENCE.toMillis());
    Properties settings = new Properties();
    settings.setProperty("mail.smtp.host", config.host());
    settings.setProperty("mail.smtp.port", Integer.toString(config.port()));
    settings.setProperty("mail.smtp.connectiontimeout", millis);
    settings.setProperty("mail.smtp.timeout", millis);
    settings.setProperty("mail.smtp.writetimeout", millis);
    settings.setProperty("mail.smtp.starttls.enable", Boolean.toString(tls));
    settings.setProperty("mail.smtp.starttls.required", Boolean.toString(tls));
    settings.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    this.session = Session.getInstance(settings);
  }

  @Override
  public void send(String to, String subject, String text) throws MailFailed {
    send(new MimeMessage(session), to, subject, text);
  }

  @Override
  public void send(String name, String to, String subject, String text) throws MailFailed {
    String id = "<" + name + config.from().substring(config.from().lastIndexOf('@')) + ">";
    send(new Named(session, id), to, subject, text);
  }

  /// The library would give it another name each time.
  private static final class Named extends MimeMessage {
    private final String id;

    Named(Session session, String id) {
      super(session);
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }
  }

  private void send(MimeMessage message, String to, String subject, String text) throws MailFailed {
    try {
      message.setFrom(new InternetAddress(config.from(), true));
      message.setRecipient(Message.RecipientType.TO, new InternetAddress(oneLine(to), true));
      message.setSubject(oneLine(subject), StandardCharsets.UTF_8.name());
      message.setText(text, StandardCharsets.UTF_8.name());
      message.setSentDate(new Date());
      Transport.send(message);
    } catch (MessagingException e) {
      throw new MailFailed(
          config.host() + ":" + config.port() + " did not take it: " + e.getMessage(), e);
    }
  }

  /// A line break in a header would begin another header.
  private static String oneLine(String text) {
    return text.replaceAll("[\\r\\n]+", " ").strip();
  }
}
