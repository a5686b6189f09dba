import de.unihd.dbs.heideltime.standalone.DocumentType;
import de.unihd.dbs.heideltime.standalone.HeidelTimeStandalone;
import de.unihd.dbs.heideltime.standalone.OutputType;
import de.unihd.dbs.heideltime.standalone.POSTagger;
import de.unihd.dbs.uima.annotator.heideltime.resources.Language;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.text.SimpleDateFormat;

/** Lines "yyyy-mm-dd TAB text" in, lines "microseconds TAB TimeML" out; started by benchmarks/date_tools.py. */
public class HeidelTime {
    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(new PrintStream(PrintStream.nullOutputStream()));
        HeidelTimeStandalone tagger = new HeidelTimeStandalone(
            Language.DUTCH, DocumentType.NEWS, OutputType.TIMEML, arguments[0], POSTagger.NO, true);
        SimpleDateFormat day = new SimpleDateFormat("yyyy-MM-dd");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] parts = line.split("\t", 2);
            long begin = System.nanoTime();
            String tagged = tagger.process(parts[1], day.parse(parts[0]));
            long micros = (System.nanoTime() - begin) / 1000;
            out.println(micros + "\t" + tagged.replaceAll("\\s+", " "));
        }
    }
}
