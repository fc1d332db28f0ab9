import com.lowagie.text.pdf.BaseFont;
import java.io.File;
import java.io.FileOutputStream;
import java.io.OutputStream;
import org.xhtmlrenderer.pdf.ITextRenderer;

/** Sets XHTML as Adilet does: {@code FlyingSaucer.java SOURCE TARGET FONT...}. */
public class FlyingSaucer {
  public static void main(String[] arguments) throws Exception {
    ITextRenderer renderer = new ITextRenderer();
    for (int n = 2; n < arguments.length; n++) {
      renderer.getFontResolver().addFont(arguments[n], BaseFont.IDENTITY_H, BaseFont.EMBEDDED);
    }
    renderer.setDocument(new File(arguments[0]));
    renderer.layout();
    try (OutputStream target = new FileOutputStream(arguments[1])) {
      renderer.createPDF(target);
    }
  }
}
